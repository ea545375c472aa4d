"""Names that may be one person's though they are written differently: only ever proposed."""

import unicodedata
from functools import cache, lru_cache

# Short forms of one given name, a line each; a name may stand in several lines.
GROUPS = """
abigail abby gail
abraham abe
albert bert al alberto beto
alexander alex alec sandy sasha alejandro ale olek aleksander
alexandra alex sandra sasha alejandra ola aleksandra
alfred fred alfie alfredo
alice ali alicia
amanda mandy
andrew andy drew andres
angela angie angel
anna ann anne annie ania anita ana
anthony tony antonio toni anton
antonia toni tonia
barbara barb babs basia
benjamin ben benny benjamín
bernard bernie
bridget biddy
cameron cam
caroline carol carrie carolina caro
catherine kate katie cathy kathy katherine kathryn katharina kasia katarzyna catalina cata
cecilia ceci
charles charlie chuck carlos chaz
charlotte charlie lottie
christina chris tina christine cristina krysia
christopher chris kit cristobal krzysztof
consuelo chelo
daniel dan danny dani
david dave davy
deborah debbie deb
dolores lola
dominic dom nick domingo
donald don donny
dorothy dot dolly
edward ed eddie ted teddy ned eduardo lalo
eleanor ellie nell nora leonor
elizabeth liz lizzie beth betty eliza lisa elisabeth isabel libby elzbieta ela
emily em emmy emilia
enrique quique kike henry
esther essie
eugene gene
eva evie eve ewa
evelyn evie
fatima fati
federico fede fred
fernando nando fer
florence flo flossie
frances fran francie
francis frank frankie
francisco paco pancho curro fran frank
gabriel gabe gabi
gabriela gabi gaby
george georgie jorge
gerald gerry jerry
gertrude trudy
giovanni gianni john
gonzalo gonza
graciela chela
gregory greg
guadalupe lupe lupita
guillermo memo guille william
hannah hanna hania
harold harry hal
henry harry hank
ignacio nacho iggy
isabella bella izzy isabel isa
jacob jake kuba jakub jacobo
jacqueline jackie
james jim jimmy jamie jaime
janet jan
janine jan
jeffrey jeff geoffrey geoff
jennifer jen jenny
jessica jess jessie
jesus chuy chus
joan joanie juana
joanna jo asia
john jack johnny jon jan juan
jonathan jon jonny nathan
joseph joe joey jose pepe
josephine jo josie josefina josefa pepa
joshua josh
juan juancho juanito john
judith judy
julia julie jule
katarina kata kate
kenneth ken kenny
kimberly kim
laurence larry laurie lawrence lorenzo
leonard len lenny leo
leopold leo poldi
lewis lou louis luis lucho
lillian lily lil
louise lou luisa lulu
lucy lucia lucie
luis lucho
magdalena magda lena
malgorzata gosia margaret
manuel manolo manny
margaret maggie meg peggy madge rita daisy margarita marge
maria mary marie mari maryam miriam
maria marisa mariel
maribel isabel
mario marek mark marc marcos
martha marta patty
martin marty
mary molly polly may mamie
matthew matt mateo mateusz
matilda tilly
maximilian max
melissa mel lissa
mercedes merche
michael mike mick mickey miguel michal misha mikhail
mildred millie
mohammed mohamed muhammad mohammad muhammed mohamad ahmad mo
montserrat montse
natalia natalie nat talia
natasha natalia
nathaniel nathan nate nat
nicholas nick nicky nico nicolas mikolaj
nicole nicky nikki
norma normita
oliver ollie olly
olivia liv livvy
oscar ossie
pamela pam
patricia pat patty tricia trish patsy
patrick pat paddy patricio
paul pablo paulo pawel
pauline polly
pedro perico peter piotr
peter pete
philip phil pip felipe
pilar pili
priscilla cilla
rachel rach raquel
rafael rafa ralph
ramon moncho raymond
raymond ray
rebecca becky becca beck
reginald reg reggie
ricardo richard rick
richard rick dick rich richie
robert rob bob bobby robbie bert roberto beto
roderick rod
ronald ron ronnie
rosario charo
rosemary rosie rose
rosa rosie rose rosita
samantha sam sammie
samuel sam sammy
sandra sandy
santiago santi james jacobo
sarah sally sara sadie
sebastian seb bas
sergio serge checo
sofia sophie sophia zofia zosia
stanislaw stas stanley
stanley stan
stefan stephen steven stefano esteban
stephanie steph stef estefania
stephen steve steven stevie
susan sue susie suzanne susana susanna zuzanna
tadeusz tadek thaddeus
teresa tess terry theresa tere teresita
theodore ted theo teddy
thomas tom tommy tomas tomasz tomek
timothy tim timmy
tobias toby
tomasa tomi
valentina val vale
valerie val
vanessa nessa
veronica vero ronnie roni
victor vic
victoria vicky vicki tori wiktoria
vincent vince vinny vicente
virginia ginny
walter walt wally
william bill billy will willie liam
wojciech wojtek
yusuf yousef youssef yosef joseph
zachary zach zack
"""
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’ʼ`´", "")
)


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """A name without accents, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    kept = (one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join("".join(kept).split())


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(GROUPS.strip().splitlines()):
        for name in bare(line).split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def may_be_nickname(one: str, other: str) -> bool:
    """Whether two given names, already bare, are forms of one: Bob and Robert."""
    return bool(_groups().get(one, frozenset()) & _groups().get(other, frozenset()))
