"""Pick two contacts to explain: `backchannel show contacts --json | python most_telling.py`."""

import json
import sys

contacts = json.load(sys.stdin)
most_denied = max(contacts, key=lambda contact: (len(contact["denied_by"]), contact["reports"]))
best_supported = max(contacts, key=lambda contact: contact["origins"])
print(most_denied["id"], best_supported["id"])
