"""Rules as data: TOML tables, each rule beside its own examples, and how they are loaded."""

from backchannel.rules.loading import Rule, load_rules, load_table, named_rule

__all__ = ["Rule", "load_rules", "load_table", "named_rule"]
