"""By which rules findings are reconciled, in one word."""

import hashlib
from functools import cache
from importlib import resources

# Whatever may change what readings come to when they are reconciled.
_PARTS = (("backchannel.reconcile", ".py"), ("backchannel.rules", ".toml"))


@cache
def rules_digest() -> str:
    """A digest of this code and of the rule tables: another one may reconcile otherwise."""
    files = (
        (package, file.name, file)
        for package, ending in _PARTS
        for file in resources.files(package).iterdir()
        if file.name.endswith(ending)
    )
    digest = hashlib.sha256()
    for _, name, file in sorted(files, key=lambda f: f[:2]):
        digest.update(name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
