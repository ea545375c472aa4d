"""What a family's copy is, and who helps to read it, in the languages that letters are written in.

The hub itself speaks fewer languages; somebody who reads none of them knows at least what this is.
"""

HELP = {
    "en": (
        "This is what our school's hub keeps about your child and you may see. If you would like "
        "somebody to read it with you, please ask the school office."
    ),
    "es": (
        "Esto es lo que el portal de nuestra escuela guarda sobre su hijo o hija y usted puede ver."
        " Si quiere que alguien lo lea con usted, pregunte en la secretaría."
    ),
    "fr": (
        "Voici ce que notre école conserve sur votre enfant et que vous pouvez voir. Si vous "
        "souhaitez le lire avec quelqu’un, adressez-vous au secrétariat de l’école."
    ),
    "pt": (
        "Isto é o que a nossa escola guarda sobre o seu filho ou filha e que pode ver. Se quiser "
        "que alguém o leia consigo, fale com a secretaria da escola."
    ),
    "pl": (
        "To są informacje o Państwa dziecku, które przechowuje nasza szkoła i które mogą Państwo "
        "zobaczyć. Jeśli chcą Państwo przeczytać je z kimś, prosimy o kontakt z sekretariatem."
    ),
    "uk": (
        "Це те, що наша школа зберігає про вашу дитину і що ви можете бачити. Якщо ви хочете, щоб "
        "хтось прочитав це разом із вами, зверніться до канцелярії школи."
    ),
    "ar": (
        "هذا ما تحفظه مدرستنا عن طفلكم ويحق لكم الاطلاع عليه. إذا أردتم أن يقرأه أحد معكم، "
        "فاسألوا مكتب المدرسة من فضلكم."
    ),
    "ur": (
        "یہ وہ معلومات ہیں جو ہمارا اسکول آپ کے بچے کے بارے میں رکھتا ہے اور جو آپ دیکھ سکتے ہیں۔ "
        "اگر آپ چاہیں کہ کوئی اسے آپ کے ساتھ پڑھے تو براہِ کرم اسکول کے دفتر سے پوچھیں۔"
    ),
    "so": (
        "Kani waa waxa dugsigeennu ka hayo ilmahaaga ee aad arki karto. Haddii aad rabto in qof "
        "kula akhriyo, fadlan weydii xafiiska dugsiga."
    ),
    "tr": (
        "Bu, okulumuzun çocuğunuz hakkında tuttuğu ve sizin görebileceğiniz bilgilerdir. Birinin "
        "sizinle birlikte okumasını isterseniz lütfen okul ofisine sorun."
    ),
}
