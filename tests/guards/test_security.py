"""What docs/asvs.md says is true: its tests exist, its figures add up, and what no run can show."""

import ast
import re
from collections import Counter

from tests.fixtures.needs import ROOT
from tests.guards.test_doors import calls, files, imports, keywords

ROW = re.compile(
    r"^\| (\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| (met|not met|does not apply) \| (.+) \|$"
)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
LINK = re.compile(r"\[[^\]]+\]\([^)]+\)")
DOCUMENT = (ROOT / "docs" / "asvs.md").read_text("utf-8")
ROWS = [found.groups() for found in map(ROW.match, DOCUMENT.splitlines()) if found]
NET = (
    "urllib.request",
    "http.client",
    "requests",
    "httpx",
    "aiohttp",
    "smtplib",
    "ftplib",
    "socket",
)
CIPHERS = {"cryptography": {"db/sealed.py"}, "bcrypt": {"auth/passwords.py"}}
HASHES = {"sha256"}
PAUSES = {"db/commands/base.py"}  # by chance, and no secret
OWN_PAGE = {"auth/addresses.py"}


def modules(nodes: list[ast.AST]) -> set[str]:
    """The modules that a file imports, by their whole names."""
    plain = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    return plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}


def test_the_standard_is_answered_whole() -> None:
    assert Counter(level for _number, level, *_ in ROWS) == {"1": 70, "2": 183}
    assert len({number for number, *_ in ROWS}) == len(ROWS) == 253


def test_what_is_met_is_shown() -> None:
    for number, _level, answer, shown in ROWS:
        tests = TEST.findall(shown)
        assert [one for one in tests if not _exists(*one)] == [], number
        assert answer != "met" or tests or LINK.search(shown), number


def _exists(file: str, name: str) -> bool:
    path = ROOT / file
    return path.exists() and f"def {name}(" in path.read_text("utf-8")


def test_the_figures_are_those_of_the_list() -> None:
    found = Counter(answer for _number, _level, answer, _shown in ROWS)
    applies = len(ROWS) - found["does not apply"]
    said = f"{found['met']} of the {applies} requirements that apply are met"
    assert said in " ".join(DOCUMENT.split())
    assert said in " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())


def test_no_shell_and_no_evaluation() -> None:
    for file, nodes in files().items():
        assert not calls(nodes) & {"eval", "exec", "compile"} or file in OWN_PAGE, file
        assert not keywords(nodes, "shell"), file
        asked = {n.attr for n in nodes if isinstance(n, ast.Attribute)}
        assert not asked & {"system", "popen"}, file


def test_no_pattern_is_made_of_what_people_type() -> None:
    """Every pattern is a constant, or joined of constants."""
    counted = 0
    for file, nodes in files().items():
        for node in nodes:
            if _is_pattern(node):
                assert isinstance(node, ast.Call)
                names = {n.id for n in ast.walk(node.args[0]) if isinstance(n, ast.Name)}
                assert all(name.isupper() for name in names - {"map", "re"}), (file, names)
                counted += 1
    assert counted >= 30


def _is_pattern(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
        and called.attr != "escape"
    )


def test_the_hub_calls_nobody() -> None:
    for file, nodes in files().items():
        assert not {one for one in modules(nodes) if one.startswith(NET)}, file


def test_secrets_come_from_the_systems_own_chance() -> None:
    for file, nodes in files().items():
        if not file.startswith("seed/"):
            assert "random" not in modules(nodes) or file in PAUSES, file
    assert "secrets" in modules(files()["rules/accounts.py"])


def test_ciphers_come_from_known_libraries() -> None:
    for file, nodes in files().items():
        assert imports(nodes, "hashlib") <= HASHES, file
        used = {one.partition(".")[0] for one in modules(nodes)}
        for library in used & set(CIPHERS):
            assert file in CIPHERS[library], file
        assert not used & {"Crypto", "nacl", "jwt", "hashlib"} - {"hashlib"}, file


def test_no_password_of_a_service_is_in_the_code() -> None:
    known = re.compile(r"\w+://[^\s/:@{\"']+:[^\s/@{\"']+@")
    for file in files():
        assert not known.search((ROOT / file).read_text("utf-8")), file


def test_a_password_is_hidden_and_known_to_its_manager() -> None:
    counted = 0
    for file, nodes in files().items():
        boxes = [n for n in nodes if isinstance(n, ast.Call) and _attribute(n) == "text_input"]
        for box in boxes:
            given = {k.arg: getattr(k.value, "value", None) for k in box.keywords}
            if "password" in ast.unparse(box.args[0]).lower():
                assert given["type"] == "password", file
                assert str(given["autocomplete"]).endswith("-password"), file
                assert "disabled" not in given, file
                counted += 1
    assert counted >= 4


def _attribute(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def test_every_part_of_others_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        parts = [line for line in lines if line and not line.startswith("#")]
        assert [part for part in parts if not re.match(r"[\w.\[\]-]+==[\w.]+", part)] == []
        assert [part for part in parts if "# via " not in part] == []
        assert len(parts) >= 25
