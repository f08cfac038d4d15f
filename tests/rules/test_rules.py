"""Every rule is tried on its own examples."""

from importlib import resources

import pytest

from backchannel.rules import Rule, load_rules, load_table

FILES = sorted(
    file.name.removesuffix(".toml")
    for file in resources.files("backchannel.rules").iterdir()
    if file.name.endswith(".toml")
)
RULES = [(name, rule) for name in FILES for rule in load_rules(name)]


@pytest.mark.parametrize("name", FILES)
def test_a_rule_file_loads(name: str) -> None:
    assert load_table(name)


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[f"{n}:{r.name}" for n, r in RULES])
def test_a_rule_holds_for_its_examples(name: str, rule: Rule) -> None:
    assert rule.matches, f"{name}: the rule {rule.name} has no example"
    assert [text for text in rule.matches if not rule.pattern.search(text)] == []
    assert [text for text in rule.misses if rule.pattern.search(text)] == []


@pytest.mark.parametrize("name", FILES)
def test_rule_names_are_unique(name: str) -> None:
    names = [rule.name for rule in load_rules(name)]
    assert len(names) == len(set(names))
