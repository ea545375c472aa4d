"""`python -m i18n.catalogs extract|update|check`"""

import argparse
import sys

from i18n.catalogs import tools


def extract() -> int:
    """Write the template that a new language starts from."""
    tools.write(tools.extract(), tools.TEMPLATE)
    print(f"wrote {tools.TEMPLATE.relative_to(tools.ROOT)}")
    return 0


def update() -> int:
    """Merge the texts of the code into every catalog."""
    for language in tools.translated_languages():
        catalog = tools.update(language)
        print(f"{language}: {len(catalog)} texts, {tools.untranslated(catalog)} to translate")
    return 0


def check() -> int:
    """Fail, and say why, unless every catalog is complete and fits the code."""
    problems = [
        f"{language}: {problem}"
        for language in tools.translated_languages()
        for problem in tools.check(language)
    ]
    print("\n".join(problems) or "catalogs: complete")
    return 1 if problems else 0


COMMANDS = {"extract": extract, "update": update, "check": check}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m i18n.catalogs", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    sys.exit(COMMANDS[parser.parse_args().command]())
