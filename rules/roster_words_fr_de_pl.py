"""What French-, German- and Polish-speaking offices write above their columns and in them."""

FR: dict[str, dict[str, str]] = {
    "subjects": {
        "student": "élève, élèves, enfant, enfants, étudiant, étudiante, étudiants, écolier",
        "guardian": "responsable, responsables, responsable légal, responsable légale,"
        " représentant légal, représentant, tuteur, tutrice, tuteur légal, parent",
        "mother": "mère, maman",
        "father": "père, papa",
        "teacher": "enseignant, enseignante, enseignants, professeur, professeurs, prof, maître,"
        " maîtresse, professeur principal, instituteur, institutrice",
        "class": "classe, classes, division, groupe",
        "other": "école, établissement, collège, lycée, urgence, matière, cours, médecin, cantine",
    },
    "attributes": {
        "given": "prénom, prénoms, premier prénom, prénom usuel",
        "some_name": "nom, noms, libellé",
        "family": "nom famille, nom usage, nom d usage, nom naissance, patronyme",
        "preferred": "surnom, prénom préféré, prénom d usage",
        "name": "nom complet, prénom nom, prénoms nom",
        "reversed": "nom prénom, nom prénoms",
        "ref": "identifiant, matricule, numéro, n, numéro matricule, ine, code",
        "birth": "date naissance, né, née, né e, naissance, date nais, date naiss",
        "grade": "niveau, degré, année",
        "home_language": "langue maternelle, langue maison, langue parlée maison, langue,"
        " langue familiale, première langue",
        "email": "courriel, mél, adresse mail, adresse e mail, adresse courriel, adresse mèl,"
        " adresse électronique, mail",
        "some_email": "courriel principal, adresse principale, mail principal",
        "phone": "portable, téléphone portable, téléphone, tél, tél portable, numéro téléphone,"
        " gsm, tél mobile, téléphone mobile",
        "home_phone": "téléphone fixe, tél fixe, fixe, téléphone domicile, tél domicile",
        "address": "adresse, adresse postale, rue, ville, commune, localité",
        "postcode": "code postal",
        "relation": "lien parenté, lien, parenté, qualité",
        "contact": "autorité parentale",
        "household": "foyer",
        "status": "statut, actif",
        "role": "rôle, profil, type utilisateur",
        "school_year": "année scolaire",
    },
    "whole": {"lien eleve": ".relation", "lien parente eleve": ".relation"},
    "titles": {
        "guardians": "parents, responsables, familles",
        "teachers": "enseignants, professeurs, personnel",
        "classes": "classes, divisions",
        "students": "élèves, liste élèves, étudiants, enfants",
        "nothing": "école, établissement, consignes, lisez moi",
    },
    "status": {
        "active": "actif, active, inscrit, inscrite, oui, présent, présente",
        "left": "inactif, inactive, radié, radiée, parti, partie, sorti, sortie",
    },
    "relation": {
        "mother": "mère, maman, belle mère",
        "father": "père, papa, beau père",
        "guardian": "tuteur, tutrice, responsable légal, responsable légale, représentant légal",
        "grandparent": "grand mère, grand père, grands parents",
        "carer": "famille d accueil, assistante maternelle",
        "other": "oncle, tante, frère, sœur, autre",
    },
    "role": {
        "student": "élève, élèves, étudiant",
        "guardian": "responsable légal, parent",
        "teacher": "enseignant, enseignante, professeur, professeurs, enseignants",
        "office": "administrateur, direction, secrétariat, vie scolaire",
    },
    "more": {
        "stop": "le l du des et au aux en",
        "first": "premier, première, 1er, 1ère",
        "second": "deuxième, 2e, 2ème, seconde",
        "secret": "mot passe, mots passe",
        "months": "janvier janv; février févr fév; mars; avril avr; mai; juin; juillet juil; août;"
        " septembre; octobre; novembre; décembre déc",
        "yes": "oui",
        "no": "non",
        "total": "total, effectif",
        "emergency": "urgence",
        "instruction": "obligatoire, facultatif, requis",
    },
}

DE: dict[str, dict[str, str]] = {
    "subjects": {
        "student": "schüler, schülerin, schülerinnen, schüler in, schülers, kind, kinder, kindes,"
        " lernende, lernender",
        "guardian": "elternteil, eltern, erziehungsberechtigte, erziehungsberechtigter,"
        " erziehungsberechtigten, erziehungsberechtigte r, sorgeberechtigte, sorgeberechtigter,"
        " sorgeberechtigte r, vormund, kontakt, kontaktperson",
        "mother": "mutter",
        "father": "vater, vaters",
        "teacher": "lehrer, lehrerin, lehrkraft, lehrkräfte, lehrperson, klassenlehrer,"
        " klassenlehrerin, klassenleitung, klassenleiter, klassenvorstand",
        "class": "klasse, klassen, gruppe, lerngruppe, stammgruppe",
        "other": "schule, notfall, kurs, fach, arzt, hort",
    },
    "attributes": {
        "given": "vorname, vornamen",
        "family": "nachname, familienname, zuname",
        "preferred": "rufname, spitzname",
        "name": "vollständiger name, vorname name, vorname nachname, vor nachname, ganzer name,"
        " vorname familienname",
        "reversed": "name vorname, nachname vorname, familienname vorname",
        "ref": "schülernummer, id nummer, interne id nummer, nummer, kennung,"
        " personalnummer, kürzel",
        "birth": "geburtsdatum, geburtstag, geb datum, geb, geboren",
        "grade": "klassenstufe, jahrgangsstufe, jahrgang, stufe, schulstufe, schuljahrgang",
        "home_language": "muttersprache, familiensprache, erstsprache, herkunftssprache, sprache,"
        " sprache zuhause, verkehrssprache",
        "email": "mailadresse, e mail adresse, emailadresse",
        "phone": "handy, handynummer, mobil, mobilnummer, mobiltelefon, telefon, telefonnummer,"
        " rufnummer, telefon mobil, telefon nr, tel nr, handy nr, mobil nr",
        "home_phone": "festnetz, telefon privat, festnetznummer",
        "address": "anschrift, adresse, straße hausnummer, straße nr, straße, strasse, hausnummer,"
        " wohnort, ort, ortsname, stadt",
        "postcode": "plz, postleitzahl",
        "relation": "verwandtschaft, beziehung, verhältnis, verwandtschaftsverhältnis",
        "status": "aktiv",
        "contact": "sorgerecht, sorgeberechtigt",
        "household": "haushalt",
        "role": "rolle, benutzertyp",
        "school_year": "schuljahr",
    },
    "whole": {"beziehung kind": ".relation", "verhaltnis kind": ".relation"},
    "titles": {
        "guardians": "eltern, erziehungsberechtigte, sorgeberechtigte, familien",
        "teachers": "lehrer, lehrkräfte, lehrpersonen, kollegium, personal",
        "classes": "klassen",
        "students": "schüler, schülerliste, schülerinnen schüler, klassenliste, kinder, lernende",
        "nothing": "schule, hinweise, anleitung",
    },
    "status": {
        "active": "aktiv, angemeldet, ja",
        "left": "inaktiv, abgemeldet, abgegangen, ausgetreten, ehemalig, nein",
    },
    "relation": {
        "mother": "mutter, mama, stiefmutter",
        "father": "vater, papa, stiefvater",
        "guardian": "vormund, erziehungsberechtigte, erziehungsberechtigter, sorgeberechtigte",
        "grandparent": "großmutter, großvater, oma, opa, großeltern",
        "carer": "pflegemutter, pflegevater, pflegeeltern",
        "other": "tante, onkel, bruder, schwester, sonstige, andere",
    },
    "role": {
        "student": "schüler, schülerin",
        "guardian": "eltern, erziehungsberechtigte, elternteil",
        "teacher": "lehrer, lehrerin, lehrkraft, lehrperson",
        "office": "verwaltung, sekretariat, schulleitung",
    },
    "more": {
        "stop": "der die das des dem den von und zum zur am im",
        "first": "erste, erster",
        "second": "zweite, zweiter",
        "secret": "passwort, kennwort",
        "months": "januar jän; februar; märz; april; mai; juni; juli; august; september;"
        " oktober okt; november; dezember dez",
        "yes": "ja",
        "no": "nein",
        "total": "summe, gesamt, anzahl",
        "emergency": "notfall",
        "instruction": "pflichtfeld, erforderlich, freiwillig",
    },
}

PL: dict[str, dict[str, str]] = {
    "subjects": {
        "student": "uczeń, ucznia, uczniowie, uczniów, uczennica, uczennicy, dziecko, dziecka,"
        " dzieci",
        "guardian": "rodzic, rodzica, rodzice, rodziców, opiekun, opiekuna, opiekunowie,"
        " opiekunów, opiekun prawny, opiekuna prawnego, rodzic opiekun, rodzica opiekuna",
        "mother": "matka, matki, mamy",
        "father": "ojciec, ojca, tata, taty",
        "teacher": "nauczyciel, nauczyciela, nauczycielka, nauczyciele, nauczycieli, wychowawca,"
        " wychowawcy, wychowawczyni",
        "class": "klasa, klasy, oddział, oddziału, grupa, grupy",
        "other": "szkoła, szkoły, przedmiot, lekarz, świetlica, nagły wypadek",
    },
    "attributes": {
        "given": "imię, imiona, pierwsze imię",
        "family": "nazwisko",
        "some_name": "nazwa",
        "preferred": "zdrobnienie, preferowane imię",
        "name": "imię nazwisko, imiona nazwisko",
        "reversed": "nazwisko imię, nazwisko imiona",
        "ref": "identyfikator, numer, numer legitymacji, nr legitymacji, nr ewidencyjny",
        "birth": "data urodzenia, data ur, urodzony, urodzona, ur",
        "grade": "poziom, rocznik, poziom klasy",
        "status": "aktywny",
        "home_language": "język ojczysty, język domowy, język w domu, język domu, język",
        "email": "adres e mail, adres email, adres mailowy, poczta elektroniczna",
        "phone": "telefon komórkowy, komórka, nr telefonu, numer telefonu, nr tel,"
        " telefon kontaktowy, telefonu",
        "home_phone": "telefon domowy, telefon stacjonarny",
        "address": "adres, adres zamieszkania, ulica, miejscowość, miasto",
        "postcode": "kod pocztowy",
        "relation": "stopień pokrewieństwa, pokrewieństwo, relacja",
        "household": "gospodarstwo domowe",
        "role": "rola, typ użytkownika",
        "school_year": "rok szkolny",
    },
    "titles": {
        "guardians": "rodzice, opiekunowie, rodziny",
        "teachers": "nauczyciele, pracownicy",
        "classes": "klasy, oddziały",
        "students": "uczniowie, lista uczniów, dzieci, lista dzieci",
        "nothing": "szkoła, instrukcja, uwagi",
    },
    "status": {
        "active": "aktywny, aktywna, uczęszcza, tak, zapisany, zapisana",
        "left": "nieaktywny, nieaktywna, skreślony, skreślona, nie, wypisany, wypisana",
    },
    "relation": {
        "mother": "matka, mama, macocha",
        "father": "ojciec, tata, ojczym",
        "guardian": "opiekun, opiekunka, opiekun prawny, rodzic",
        "grandparent": "babcia, dziadek, dziadkowie",
        "carer": "rodzic zastępczy, rodzina zastępcza",
        "other": "ciocia, ciotka, wujek, brat, siostra, inny, inna",
    },
    "role": {
        "student": "uczeń, uczennica",
        "guardian": "rodzic, opiekun, matka, ojciec",
        "teacher": "nauczyciel, nauczycielka, wychowawca",
        "office": "dyrektor, sekretariat, pracownik administracji",
    },
    "more": {
        "stop": "i w z do",
        "first": "pierwszy, pierwsza, pierwszego",
        "second": "drugi, druga, drugiego",
        "secret": "hasło, hasła",
        "total": "razem, suma, liczba uczniów",
        "months": "styczeń stycznia; luty lutego; marzec marca; kwiecień kwietnia; maj maja;"
        " czerwiec czerwca; lipiec lipca; sierpień sierpnia; wrzesień września;"
        " październik października; listopad listopada; grudzień grudnia",
        "yes": "tak",
        "no": "nie",
        "instruction": "wymagane, opcjonalne",
    },
}
