"""Made-up names of many languages."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Culture:
    """Names that go together, and the language spoken at home."""

    language: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    weight: int = 1
    ui_language: str | None = None


def _culture(
    language: str, given: str, family: str, weight: int = 1, ui: str | None = None
) -> Culture:
    return Culture(language, tuple(given.split()), tuple(family.split()), weight, ui)


CULTURES = (
    _culture(
        "en",
        "Olivia Noah Isla Harry Poppy Jack Evie George Ruby Alfie Grace Theo Maisie Finn Hazel "
        "Callum Nora Ellis Wren Rhys",
        "Smith Taylor O'Brien Walker Hughes Wright Campbell Turner Bennett Fletcher Marsh Doyle "
        "Pritchard Lloyd-Jones Ashworth",
        7,
    ),
    _culture(
        "es",
        "Sofía Mateo Valentina Diego Camila Santiago Lucía Joaquín Martina Tomás Renata Íñigo "
        "Paula Andrés Ximena Julián",
        "García Hernández López Núñez Ramírez Ibáñez Castillo Ortega Muñoz Peña Vargas Quispe",
        5,
        "es",
    ),
    _culture(
        "pl",
        "Zofia Antoni Hanna Szymon Maja Łukasz Zuzanna Wojciech Oliwia Michał Jagoda Stanisław",
        "Nowak Wójcik Kowalczyk Woźniak Mazur Krawczyk Zając Król Wróbel Dudek",
        3,
    ),
    _culture(
        "ar",
        "مريم يوسف ليلى عمر فاطمة أحمد نور خالد سلمى حسن ريم طارق",
        "الحداد الخطيب النجار المصري حمدان العلي منصور شاهين الزين",
        3,
    ),
    _culture(
        "tr",
        "Elif Yusuf Zeynep Emir Defne Çınar Ecrin Kerem Şevval Oğuz İpek Umut",
        "Yılmaz Demir Çelik Şahin Öztürk Aydın Arslan Doğan Koç Güneş",
        2,
    ),
    _culture(
        "zh",
        "梓涵 浩然 欣怡 子轩 思雨 宇航 佳怡 俊杰 雨桐 明哲",
        "王 李 张 刘 陈 杨 黄 赵 吴 周",
        2,
    ),
    _culture(
        "yo",
        "Adéọlá Fẹ́mi Temitope Ayọ̀ Oluwaseun Simisọ́lá Tunde Yetunde Kọ́lá Bisi",
        "Adeyemi Ọlátúnjí Balogun Ogunleye Afọlábí Akinola Bankole Ọ̀ṣọ́",
        2,
    ),
    _culture(
        "uk",
        "Софія Матвій Злата Артем Дарина Максим Соломія Назар Вероніка Тимофій",
        "Шевченко Бондаренко Ткаченко Кравченко Коваленко Мельник Поліщук Гриценко",
        2,
    ),
    _culture(
        "pa",
        "Simran Gurpreet Jasleen Harjit Navdeep Manpreet Kiran Amrit Gurleen Arjan",
        "Singh Kaur Gill Dhillon Sandhu Grewal Sidhu Bains",
        2,
    ),
    _culture(
        "vi",
        "Linh Minh Anh Bảo Ngọc Khoa Thảo Huy Trâm Phúc",
        "Nguyễn Trần Lê Phạm Hoàng Đặng Bùi Đỗ",
        1,
    ),
    _culture(
        "so",
        "Ayaan Hodan Abdi Ifrah Liban Sagal Warsame Ubah Guled Hibo",
        "Warsame Abdullahi Farah Hirsi Jama Nuur Yusuf",
        1,
    ),
    _culture(
        "pt",
        "Beatriz João Inês Gonçalo Maria Tiago Leonor Caetano Luana Davi",
        "Silva Santos Ferreira Conceição Araújo Gonçalves Simões",
        1,
    ),
    _culture(
        "ro",
        "Ioana Andrei Ștefan Mălina Vlad Ilinca Răzvan Anca",
        "Popescu Ionescu Rușu Țăranu Munteanu Dănilă",
        1,
    ),
)


def pick_culture(rng: Random) -> Culture:
    """A culture, the common ones more often."""
    return rng.choices(CULTURES, [culture.weight for culture in CULTURES])[0]
