"""Asks DuckDB or Spark, on this machine, the statements that ship with the program."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import Any, Final, Protocol

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.base.paths import resources
from inspector_app.domain.month import Period
from inspector_app.scale.extra import needed

Rows = Sequence[Mapping[str, Any]]


class EngineName(StrEnum):
    """Who is asked."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Engine(Protocol):
    """What runs statements over exported files."""

    def run(self, statement: str) -> None:
        """Run a statement that has no answer."""
        ...

    def ask(self, statement: str) -> Rows:
        """Return the answer to a statement."""
        ...


class _DuckDb:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def run(self, statement: str) -> None:
        self._connection.execute(statement)

    def ask(self, statement: str) -> Rows:
        cursor = self._connection.execute(statement)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class _Spark:
    def __init__(self, session: Any) -> None:
        self._session = session

    def run(self, statement: str) -> None:
        self._session.sql(statement)

    def ask(self, statement: str) -> Rows:
        return [row.asDict() for row in self._session.sql(statement).collect()]


@contextmanager
def engine(name: EngineName) -> Iterator[Engine]:
    """Start an engine in this process, or in one beside it, and end it.

    Raises:
        RefusedError: it is not installed.
        EnvironmentProblem: Spark found no Java to run in.
    """
    if name is EngineName.DUCKDB:
        with needed("duckdb"):
            import duckdb
        with duckdb.connect() as connection:
            yield _DuckDb(connection)
        return
    session = _session()
    try:
        yield _Spark(session)
    finally:
        _end(session)


# Everything stays on this machine: no page to look at, no port for others.
_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "Asia/Shanghai",
}


def _session() -> Any:
    with needed("pyspark"):
        from pyspark.sql import SparkSession
    builder = SparkSession.builder.master("local[*]").appName("inspector-app")
    quiet = (
        f"-Dlog4j2.configurationFile={(resources() / 'sql' / 'spark-quiet.properties').as_uri()}"
    )
    for name, value in {**_SETTINGS, "spark.driver.extraJavaOptions": quiet}.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:
        # pyspark has a class of its own for each way in which the Java side did not come up.
        raise EnvironmentProblem(
            "Spark 没有启动，没有核对；它要 Java 17 以上（java -version 看版本），"
            "Debian 上用 apt-get install openjdk-17-jre-headless 安装。",
        ) from error


def _end(session: Any) -> None:
    """Stop Spark, and the Java beside it, which would go on for as long as this process does."""
    context = session.sparkContext
    gateway = context._gateway  # noqa: SLF001 - pyspark offers no other way to it
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()
    kind = type(context)
    kind._gateway = kind._jvm = None  # noqa: SLF001 - else the next session asks the ended one


_SCRIPTS: Final = {
    EngineName.DUCKDB: ("duckdb", "month"),
    EngineName.SPARK: ("spark", "month", "spark-kept"),
}


def prepare(chosen: Engine, name: EngineName, folder: Path, period: Period) -> None:
    """Give an engine the exported tables and the month table over them."""
    values = {
        "folder": str(folder.resolve()).replace("'", "''"),
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "school_year": period.school_year_start.isoformat(),
        "year": period.calendar_year_start.isoformat(),
    }
    for script in _SCRIPTS[name]:
        for statement in statements(script, values):
            chosen.run(statement)


def statements(script: str, values: Mapping[str, str]) -> list[str]:
    """Return the statements of a script that ships, with its parameters filled in."""
    text = (resources() / "sql" / f"{script}.sql").read_text("utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    # Parted first: a folder may be called anything.
    parts = (part.strip() for part in code.split(";"))
    return [Template(part).substitute(values) for part in parts if part]
