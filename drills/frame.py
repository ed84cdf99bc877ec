"""What every drill takes and gives back."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """`quick`: a few seconds, for the tests. `seed`: of every random choice. `var`: where logs and results go."""

    quick: bool
    seed: int
    var: Path


@dataclass(slots=True)
class Result:
    """Counts after the drill. `injected` says what was broken how often, `figures` whatever else is worth reading,
    `examples` a few of the faults in words."""

    injected: dict[str, int]
    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    leaked: int = 0
    figures: dict[str, Any] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not (self.lost or self.doubled or self.wrong or self.leaked) and all(self.injected.values())


def report(name: str, result: Result, *, seconds: float, command: str) -> dict[str, Any]:
    """The drill's answer as it is written to NAME.json."""
    values = asdict(result)
    return {
        "drill": name,
        **{key: values[key] for key in ("injected", "lost", "doubled", "wrong", "leaked")},
        "holds": result.holds,
        **result.figures,
        "examples": result.examples[:20],
        "seconds": round(seconds, 1),
        "command": command,
    }


def write(folder: Path, answer: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{answer['drill']}.json"
    path.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
