"""Things that are joined into groups, two groups at a time."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """A union-find; a group is known by whichever of its members was given first."""

    def __init__(self, members: Iterable[T]) -> None:
        """Every member a group of its own."""
        self._order = {member: n for n, member in enumerate(members)}
        self._parent = {member: member for member in self._order}
        self._members = {member: [member] for member in self._order}

    def of(self, member: T) -> T:
        """The member that its group is known by."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def members(self, member: T) -> Sequence[T]:
        """All members of its group."""
        return self._members[self.of(member)]

    def join(self, left: T, right: T) -> None:
        """Make one group of the two."""
        first, second = sorted((self.of(left), self.of(right)), key=self._order.__getitem__)
        if first != second:
            self._parent[second] = first
            self._members[first] += self._members.pop(second)

    def all(self) -> tuple[tuple[T, ...], ...]:
        """The groups, each in the order given, by their first members."""
        groups: defaultdict[T, list[T]] = defaultdict(list)
        for member in self._order:
            groups[self.of(member)].append(member)
        return tuple(tuple(group) for group in groups.values())
