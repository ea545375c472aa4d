"""What Spanish- and Portuguese-speaking offices write above their columns and in them."""

ES: dict[str, dict[str, str]] = {
    "subjects": {
        "student": "alumno, alumna, alumnos, alumnas, alumnado, alumno a, estudiante, estudiantes,"
        " niño, niña, niños, hijo, hija, educando",
        "guardian": "tutor, tutora, tutores, padres, apoderado, apoderada, acudiente, responsable,"
        " representante, encargado, encargada, familiar, contacto, tutor legal, tutora legal,"
        " representante legal, padre madre, responsable legal",
        "mother": "madre, mamá, mama",
        "father": "padre, papá",
        "teacher": "profesor, profesora, profesores, profesorado, maestro, maestra, maestros,"
        " docente, docentes, tutor grupo, tutora grupo, tutor clase, profesor tutor",
        "class": "clase, clases, grupo, grupos, aula, sección, grupo tutoría, grupo clase,"
        " paralelo, unidad",
        "other": "escuela, colegio, centro, emergencia, emergencias, asignatura, materia, plantel",
    },
    "attributes": {
        "given": "nombre pila, nombres, primer nombre",
        "some_name": "nombre",
        "family": "apellidos, apellido, primer apellido, apellido paterno, apellido 1",
        "family2": "segundo apellido, apellido materno",
        "preferred": "nombre preferido, apodo, nombre usual, conocido como, conocida como",
        "two_names": "nombre completo, nombre apellidos, nombres apellidos, nombre dos apellidos",
        "two_reversed": "apellidos nombre, apellidos nombres, apellido nombre",
        "ref": "matrícula, número matrícula, n matrícula, no matrícula, expediente,"
        " número expediente, n expediente, no expediente, número, código, legajo, identificador,"
        " folio, clave, id, id escolar, no id escolar, número identificación escolar,"
        " nie, nia, rne",
        "key": "clave hub",
        "birth": "fecha nacimiento, fecha nac, f nacimiento, nacimiento, cumpleaños, f nac,"
        " fec nacimiento, fecha nacim",
        "grade": "grado, nivel, curso, año",
        "home_language": "lengua materna, idioma hogar, idioma casa, lengua hogar, idioma, lengua,"
        " idioma familiar, idioma materno, lengua familiar",
        "email": "correo, correo electrónico, email, mail, dirección correo, correo e,"
        " dirección email",
        "some_email": "correo principal, correo electrónico principal, email principal",
        "phone": "móvil, celular, teléfono móvil, teléfono celular, teléfono, tel,"
        " número teléfono, teléfono contacto, tfno, telf",
        "home_phone": "teléfono fijo, teléfono casa, teléfono domicilio",
        "address": "dirección, domicilio, calle, colonia, localidad, localidad residencia, ciudad,"
        " municipio,"
        " municipio residencia, población, provincia, provincia residencia",
        "postcode": "código postal, cp, c p, cód postal",
        "relation": "parentesco, relación, vínculo",
        "contact": "patria potestad, custodia, guarda y custodia",
        "household": "hogar, domicilio familiar, unidad familiar",
        "status": "situación, estado, activo",
        "role": "rol, perfil, tipo usuario, tipo persona",
        "school_year": "año escolar, curso escolar, ciclo escolar, año académico, curso académico,"
        " año lectivo",
    },
    "whole": {
        "parentesco alumno": ".relation",
        "relacion alumno": ".relation",
        "relacion alumna": ".relation",
        "relacion estudiante": ".relation",
        "curso grupo": "class.self",
        "grado grupo": "class.self",
        "sección": "class.section",
        "paralelo": "class.section",
    },
    "titles": {
        "enrolments": "inscripciones, matriculaciones, matrículas",
        "teaching": "docencia, asignaciones",
        "guardians": "padres, tutores, familias, apoderados, responsables, acudientes",
        "teachers": "profesores, profesorado, docentes, maestros, personal",
        "classes": "clases, grupos, aulas",
        "students": "alumnos, alumnado, estudiantes, listado alumnos, lista clase",
        "nothing": "escuela, colegio, notas, instrucciones, asignaturas",
    },
    "status": {
        "active": "activo, activa, actual, matriculado, matriculada, inscrito, inscrita, sí",
        "left": "baja, inactivo, inactiva, egresado, egresada, retirado, retirada, trasladado,"
        " trasladada",
    },
    "relation": {
        "mother": "madre, mamá, madrastra",
        "father": "padre, papá, padrastro",
        "guardian": "tutor, tutora, tutor legal, apoderado, apoderada, acudiente, representante,"
        " tutora legal",
        "grandparent": "abuelo, abuela, abuelos",
        "carer": "cuidador, cuidadora, familia de acogida, acogedor, acogedora",
        "other": "otro, otra, tía, tío, hermano, hermana, familiar",
    },
    "role": {
        "student": "alumno, alumna, alumnado, alumnos, estudiante, estudiantes",
        "guardian": "padre, madre, tutor legal, familia, apoderado, padres",
        "teacher": "profesor, profesora, profesorado, docente, docentes, maestro, maestra,"
        " profesores",
        "office": "administrador, administradora, dirección, secretaría, administrativo",
    },
    "more": {
        "stop": "de del el la los las lo un una y o con su",
        "first": "primer, primero, primera, uno",
        "second": "segundo, segunda, dos",
        "secret": "contraseña, contraseñas, clave acceso, clave secreta, palabra clave",
        "months": "enero ene; febrero feb; marzo mar; abril abr; mayo; junio jun; julio jul;"
        " agosto ago; septiembre setiembre set; octubre oct; noviembre nov; diciembre dic",
        "yes": "sí",
        "total": "total, totales, total alumnos",
        "emergency": "emergencia, emergencias, emergência",
        "instruction": "obligatorio, obligatoria, opcional",
    },
}

PT: dict[str, dict[str, str]] = {
    "subjects": {
        "student": "aluno, aluna, alunos, alunas, estudante, estudantes, criança, crianças, filho,"
        " filha, discente",
        "guardian": "responsável, responsáveis, encarregado educação, encarregada educação, pais,"
        " responsável legal, enc educação, ee, contato, contacto",
        "mother": "mãe, mamãe",
        "father": "pai, papai",
        "teacher": "professor, professora, professores, docente, diretor turma, professor titular",
        "class": "turma, turmas, classe, sala",
        "other": "escola, colégio, emergência, disciplina, matéria, agrupamento",
    },
    "attributes": {
        "given": "nome próprio, primeiro nome, prenome",
        "some_name": "nome",
        "family": "apelido, apelidos, sobrenome, sobrenomes, último nome, nome família",
        "preferred": "nome social, nome preferido, conhecido como",
        "name": "nome completo, nome sobrenome, nome apelido",
        "reversed": "apelido nome, sobrenome nome",
        "ref": "matrícula, número matrícula, nº matrícula, número aluno, número, código, ra, rm,"
        " registro acadêmico, número processo, n processo, no processo, processo",
        "birth": "data nascimento, nascimento, data nasc, dt nascimento, dt nasc, nasc",
        "grade": "ano escolaridade, série, ano, ano série, nível",
        "home_language": "língua materna, língua casa, língua falada casa, idioma, língua",
        "email": "correio eletrónico, correio electrónico, correio eletrônico",
        "some_email": "e mail principal, correio eletrónico principal",
        "phone": "telemóvel, celular, telefone, tel, fone, número telefone, telefone contato,"
        " telefone celular, whatsapp",
        "address": "morada, endereço, rua, logradouro, bairro, cidade, localidade, município",
        "postcode": "código postal, cep",
        "relation": "parentesco, grau parentesco, relação, vínculo",
        "household": "agregado familiar",
        "status": "situação, ativo",
        "role": "perfil, papel, tipo utilizador, tipo usuário",
        "school_year": "ano letivo, ano lectivo",
    },
    "whole": {"ano turma": "class.self", "série turma": "class.self"},
    "titles": {
        "guardians": "encarregados educação, responsáveis, pais",
        "teachers": "professores, docentes",
        "classes": "turmas",
        "students": "alunos, estudantes, lista alunos, crianças",
        "enrolments": "matrículas turmas",
    },
    "status": {
        "active": "ativo, ativa, activo, matriculado, matriculada, sim",
        "left": "inativo, inativa, transferido, transferida, desistente, evadido, saiu",
    },
    "relation": {
        "mother": "mãe, madrasta",
        "father": "pai, padrasto",
        "guardian": "responsável, encarregado de educação, encarregada de educação, tutor",
        "grandparent": "avó, avô, avós",
        "carer": "cuidador, cuidadora",
        "other": "tio, tia, irmão, irmã, outro, outra, familiar",
    },
    "role": {
        "student": "aluno, aluna, alunos, estudante",
        "guardian": "encarregado de educação, responsável, pai, mãe",
        "teacher": "professor, professora, docente, professores",
    },
    "more": {
        "stop": "do da dos das e em",
        "first": "primeiro, primeira",
        "secret": "senha, senhas, palavra passe",
        "months": "janeiro jan; fevereiro fev; março mar; abril abr; maio mai; junho jun;"
        " julho jul; agosto ago; setembro set; outubro out; novembro nov; dezembro dez",
        "yes": "sim",
        "no": "não",
        "instruction": "obrigatório, obrigatória",
    },
}
