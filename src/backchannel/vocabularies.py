"""The closed vocabularies: the values that a field of a finding or an entry can have."""

from enum import StrEnum


class Kind(StrEnum):
    """The five kinds of finding."""

    CONTACT = "contact"
    COMMITMENT = "commitment"
    MEASURE = "measure"
    DENIAL = "denial"
    TALLY = "tally"


class Certainty(StrEnum):
    """How firmly a claim is made."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class SourceKind(StrEnum):
    """What sort of source a claim is credited to."""

    ANONYMOUS = "anonymous"
    OFFICIAL = "official"
    STATE = "state"
    ORGANISATION = "organisation"
    MEDIA = "media"
    DOCUMENT = "document"
    PERSON = "person"


class TimexType(StrEnum):
    """The TIMEX3 types (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class MentionKind(StrEnum):
    """What a name or description in the text stands for."""

    PARTY = "party"  # a state or other side that acts: "Tokyo said", "FARC"
    NATIONALITY = "nationality"  # an adjective of a party: "Japanese officials"
    ORGAN = "organ"  # a body that acts for a party: "the Foreign Ministry"
    PERSON = "person"  # a named human being
    ROLE = "role"  # an unnamed one: "a senior official"
    GROUP = "group"  # several parties under one name: "the two sides"
    PLACE = "place"  # where something happens: "in Beijing"


class ContactForm(StrEnum):
    """The form of a contact."""

    MEETING = "meeting"
    TALKS = "talks"
    SUMMIT = "summit"
    CALL = "call"
    VISIT = "visit"
    MESSAGE = "message"


class ContactStatus(StrEnum):
    """How far a contact has come."""

    HELD = "held"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    POSSIBLE = "possible"
    REFUSED = "refused"
    CALLED_OFF = "called_off"


class Outcome(StrEnum):
    """What came of a contact."""

    AGREEMENT = "agreement"
    NO_AGREEMENT = "no_agreement"
    PROGRESS = "progress"
    NONE_REPORTED = "none_reported"


class CommitmentKind(StrEnum):
    """The speech act that makes a commitment."""

    PROMISE = "promise"
    OFFER = "offer"
    AGREEMENT = "agreement"
    DEMAND = "demand"
    REFUSAL = "refusal"


class CommitmentState(StrEnum):
    """How a commitment stands (after the commitment protocols of Chopra and Singh)."""

    PROPOSED = "proposed"
    CONDITIONAL = "conditional"
    ACTIVE = "active"
    DISCHARGED = "discharged"
    DELAYED = "delayed"
    VIOLATED = "violated"
    CANCELLED = "cancelled"
    REFUSED = "refused"


class MeasureAction(StrEnum):
    """What is done with a measure."""

    IMPOSE = "impose"
    TIGHTEN = "tighten"
    EXTEND = "extend"
    EASE = "ease"
    LIFT = "lift"
    THREATEN = "threaten"


class MeasureStatus(StrEnum):
    """Whether a measure has been taken."""

    DONE = "done"
    PLANNED = "planned"
    POSSIBLE = "possible"


class Link(StrEnum):
    """How a measure is tied to its reason."""

    IN_RETURN_FOR = "in_return_for"
    IN_REACTION_TO = "in_reaction_to"


class Force(StrEnum):
    """How strongly something is denied."""

    FLAT = "flat"
    NO_CONFIRMATION = "no_confirmation"


class DatingBasis(StrEnum):
    """Whether a publication date was given or worked out."""

    STATED = "stated"
    INFERRED = "inferred"


class Standing(StrEnum):
    """How a value of a slot stands beside the others."""

    AGREED = "agreed"  # the value shown, or one that says the same
    REFINED = "refined"  # a coarser value that the shown one makes finer
    SUCCEEDED = "succeeded"  # was true earlier; a later status replaced it
    CONFLICT = "conflict"  # cannot be true together with the shown one
    OVERRULED = "overruled"  # a person holds another value to be right


class Verdict(StrEnum):
    """What a person holds of findings."""

    SAME = "same"  # two tell of one thing
    DIFFERENT = "different"  # two tell of two things
    WRONG = "wrong"  # one tells what its report does not say
    RIGHT = "right"  # one tells what its report says
    CORRECT = "correct"  # whatever one tells, a slot of its entry has this value
    UNDO = "undo"  # an earlier judgement no longer holds
