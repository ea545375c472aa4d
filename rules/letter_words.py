"""The words of a letter to a family, in every language that there is a letter in.

Each letter stands alone: no language is mixed from two, so they are not in the catalogs. They name
neither child nor school, because names bend with the grammar; both stand above the words. Names of
pages and buttons are left out, since the hub itself speaks fewer languages.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterWords:
    """Seven short sentences: what it is, what to do, until when, and who helps."""

    what: str
    scan: str
    choose: str
    type: str
    until: str
    siblings: str
    help: str
    rtl: bool = False


LETTERS: dict[str, LetterWords] = {
    "en": LetterWords(
        what=(
            "On our school's family page you see what your child is working on, and you can tell"
            " us how things go at home."
        ),
        scan="Point your phone's camera at this square and open the link.",
        choose="Say that this is your child. Then choose a password.",
        type="No camera? Open this address and type the code:",
        until="The code is only for you. It works once, until {day}.",
        siblings="Your other children at our school will be there, too.",
        help="Not your child, or do you need help? Please ask the school office.",
    ),
    "es": LetterWords(
        what=(
            "En la página para familias de nuestra escuela usted ve en qué trabaja su hijo o hija,"
            " y puede contarnos cómo va todo en casa."
        ),
        scan="Apunte con la cámara de su teléfono a este cuadro y abra el enlace.",
        choose="Diga que es su hijo o hija. Después elija una contraseña.",
        type="¿Sin cámara? Abra esta dirección y escriba el código:",
        until="El código es solo para usted. Sirve una sola vez, hasta el {day}.",
        siblings="Allí encontrará también a sus otros hijos de nuestra escuela.",
        help="¿No es su hijo o hija, o necesita ayuda? Pregunte en la oficina de la escuela.",
    ),
    "fr": LetterWords(
        what=(
            "Sur la page des familles de notre école, vous voyez ce que votre enfant travaille en"
            " ce moment, et vous pouvez nous dire comment cela se passe à la maison."
        ),
        scan="Dirigez l’appareil photo de votre téléphone vers ce carré et ouvrez le lien.",
        choose="Dites que c’est votre enfant. Choisissez ensuite un mot de passe.",
        type="Pas d’appareil photo ? Ouvrez cette adresse et tapez le code :",
        until="Ce code est personnel. Il sert une seule fois, jusqu’au {day}.",
        siblings="Vous y trouverez aussi vos autres enfants de notre école.",
        help=(
            "Ce n’est pas votre enfant, ou vous avez besoin d’aide ? Adressez-vous au secrétariat"
            " de l’école."
        ),
    ),
    "pt": LetterWords(
        what=(
            "A página das famílias da nossa escola mostra em que trabalha o seu filho ou a sua"
            " filha, e nela pode contar-nos como vão as coisas em casa."
        ),
        scan="Aponte a câmera do seu telefone para este quadrado e abra o link.",
        choose="Diga que é seu filho ou sua filha. Depois escolha uma senha.",
        type="Sem câmera? Abra este endereço e escreva o código:",
        until="O código é pessoal. Funciona uma só vez, até {day}.",
        siblings="Lá encontra também os seus outros filhos da nossa escola.",
        help="Não é seu filho nem sua filha, ou precisa de ajuda? Fale com a secretaria da escola.",
    ),
    "pl": LetterWords(
        what=(
            "Na stronie dla rodzin naszej szkoły widać, nad czym Państwa dziecko teraz pracuje."
            " Można tam też napisać nam, jak jest w domu."
        ),
        scan="Proszę skierować aparat telefonu na ten kwadrat i otworzyć link.",
        choose="Proszę potwierdzić, że to Państwa dziecko, a potem wybrać hasło.",
        type="Bez aparatu? Proszę otworzyć ten adres i wpisać kod:",
        until="Kod jest osobisty. Działa tylko raz, do {day}.",
        siblings="Będą tam też inne Państwa dzieci z naszej szkoły.",
        help="To nie Państwa dziecko albo potrzebna jest pomoc? Proszę zapytać w sekretariacie.",
    ),
    "uk": LetterWords(
        what=(
            "На сторінці для родин нашої школи ви бачите, над чим зараз працює ваша дитина, і"
            " можете розповісти нам, як справи вдома."
        ),
        scan="Наведіть камеру телефона на цей квадрат і відкрийте посилання.",
        choose="Підтвердьте, що це ваша дитина. Потім придумайте пароль.",
        type="Немає камери? Відкрийте цю адресу й уведіть код:",
        until="Код лише для вас. Він діє один раз, до {day}",
        siblings="Там будуть і ваші інші діти з нашої школи.",
        help="Це не ваша дитина або потрібна допомога? Зверніться до канцелярії школи.",
    ),
    "ar": LetterWords(
        what=(
            "على صفحة العائلات في مدرستنا ترون ما يعمل عليه طفلكم الآن، ويمكنكم أن تخبرونا كيف"
            " تسير الأمور في البيت."
        ),
        scan="وجهوا كاميرا الهاتف نحو هذا المربع وافتحوا الرابط.",
        choose="أكدوا أنه طفلكم، ثم اختاروا كلمة مرور.",
        type="لا توجد كاميرا؟ افتحوا هذا العنوان واكتبوا الرمز:",
        until="هذا الرمز لكم وحدكم. يعمل مرة واحدة فقط، حتى {day}.",
        siblings="وستجدون هناك أيضا أطفالكم الآخرين في مدرستنا.",
        help="ليس طفلكم، أو تحتاجون إلى مساعدة؟ اسألوا مكتب المدرسة من فضلكم.",
        rtl=True,
    ),
    "ur": LetterWords(
        what=(
            "ہمارے اسکول کے خاندانی صفحے پر آپ دیکھ سکتے ہیں کہ آپ کا بچہ کس چیز پر کام کر رہا ہے،"
            " اور ہمیں بتا سکتے ہیں کہ گھر پر کیسا چل رہا ہے۔"
        ),
        scan="اپنے فون کا کیمرا اس چوکور نشان کی طرف کریں اور لنک کھولیں۔",
        choose="تصدیق کریں کہ یہ آپ کا بچہ ہے۔ پھر ایک پاس ورڈ چنیں۔",
        type="کیمرا نہیں ہے؟ یہ پتا کھولیں اور کوڈ لکھیں:",
        until="یہ کوڈ صرف آپ کے لیے ہے۔ یہ ایک ہی بار، {day} تک کام کرے گا۔",
        siblings="ہمارے اسکول میں آپ کے دوسرے بچے بھی وہیں ملیں گے۔",
        help="یہ آپ کا بچہ نہیں، یا مدد چاہیے؟ براہ کرم اسکول کے دفتر سے پوچھیں۔",
        rtl=True,
    ),
    "so": LetterWords(
        what=(
            "Bogga qoysaska ee dugsigeenna waxaad ku arkaysaa waxa ilmahaagu hadda ka shaqaynayo,"
            " waxaadna noo sheegi kartaa sida ay wax u socdaan guriga."
        ),
        scan="Kamaradda telefoonkaaga ku jeedi afargeeskan, ka dibna fur linkiga.",
        choose="Xaqiiji inuu yahay ilmahaaga. Ka dib dooro furaha sirta ah.",
        type="Kamarad ma lihid? Fur ciwaankan oo ku qor koodhka:",
        until="Koodhkan adiga keliya ayaa leh. Hal mar ayuu shaqeeyaa, ilaa {day}.",
        siblings="Carruurtaada kale ee dugsigeenna dhigata iyagana halkaas ayaad ku arki doontaa.",
        help="Ilmahaagu ma aha, mise caawimaad ayaad u baahan tahay? Weydii xafiiska dugsiga.",
    ),
    "tr": LetterWords(
        what=(
            "Okulumuzun aile sayfasında çocuğunuzun şu anda ne üzerinde çalıştığını görür, evde"
            " nasıl gittiğini bize yazabilirsiniz."
        ),
        scan="Telefonunuzun kamerasını bu kareye tutun ve bağlantıyı açın.",
        choose="Bunun sizin çocuğunuz olduğunu onaylayın. Sonra bir parola seçin.",
        type="Kamera yok mu? Bu adresi açın ve kodu yazın:",
        until="Kod yalnızca sizin içindir. Bir kez, {day} tarihine kadar geçerlidir.",
        siblings="Okulumuzdaki diğer çocuklarınız da orada olacak.",
        help="Sizin çocuğunuz değil mi ya da yardım mı gerekiyor? Lütfen okul ofisine sorun.",
    ),
}
