"""Headers of a reply."""

from typing import Iterable, Iterator, Mapping


class Headers(Mapping[str, str]):
    """By name in any case; of a header that came several times, the first."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pairs = list(pairs)
        self._values = {name.lower(): value for name, value in reversed(self._pairs)}

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({self._pairs!r})"

    def get_all(self, name: str) -> list[str]:
        return [value for own, value in self._pairs if own.lower() == name.lower()]
