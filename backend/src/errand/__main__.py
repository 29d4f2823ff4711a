"""The command line: `errand up | down | api | worker | migrate | doctor | parse | eval`."""

# Each command imports what it needs when it runs, so that `up` starts at once.
# ruff: noqa: PLC0415, T201

import json
import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from errand.local.home import Home, with_secrets
from errand.local.ports import open_front_door
from errand.local.problems import Problem
from errand.settings import Settings, SettingsInvalid, load_settings

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@cli.command()
def up() -> None:
    """Start everything on this machine, and stop it all on Ctrl-C."""
    from errand.local.up import up as start

    start(load_settings())


@cli.command()
def down() -> None:
    """Stop what `errand up` started from the same ERRAND_HOME."""
    from errand.local.up import down as stop

    stop(load_settings())


@cli.command()
def migrate() -> None:
    """Bring the database at DATABASE_URL (or past its pooler, DATABASE_DIRECT_URL) up to date."""
    from errand.local.migrate import migrate as run

    run(_with_secrets(load_settings()))


@cli.command()
def api(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "",
    frontend_url: Annotated[
        str, typer.Option(help="Where Next.js serves the pages; empty: a proxy in front does it.")
    ] = "",
    descriptor: Annotated[
        list[int] | None, typer.Option(help="Sockets that already listen.", hidden=True)
    ] = None,
    after: Annotated[
        int | None, typer.Option(help="Serve once this pipe is closed.", hidden=True)
    ] = None,
) -> None:
    """Serve the API, with a worker inside unless ERRAND_WORKER is off."""
    from errand.app import create_app
    from errand.configured import leaving_by
    from errand.local.serving import serve

    if after is not None:
        os.read(after, 1)
    settings = _with_secrets(load_settings())
    doors = [socket.socket(fileno=number) for number in descriptor or []]
    leaving = leaving_by(settings)
    serve(
        create_app(settings, frontend_url=frontend_url or None, leaving=leaving),
        doors or open_front_door(host or settings.listening_host, settings.port),
        leaving,
    )


@cli.command()
def worker() -> None:
    """Run turns only; any number of these may run beside the APIs, on any machine."""
    from errand.app import run_worker

    run_worker(_with_secrets(load_settings()))


@cli.command()
def doctor(
    in_json: Annotated[bool, typer.Option("--json", help="The findings as JSON.")] = False,
) -> None:
    """Look this installation over: what is wrong with it, and what to do about it."""
    from errand.doctor.command import examine

    raise typer.Exit(examine(load_settings(), in_json=in_json))


@cli.command()
def parse(
    text: Annotated[
        str, typer.Argument(help="One phrase. Left out: JSON lines from standard input.")
    ] = "",
    now: Annotated[
        str, typer.Option(help="The wall clock, such as 2026-11-24T08:00. Default: this moment.")
    ] = "",
    timezone: Annotated[str, typer.Option(help="IANA name, such as Europe/Berlin.")] = "UTC",
    date_order: Annotated[
        str, typer.Option(help="How 3/4 is meant: dmy, mdy or ymd. Default: both ways.")
    ] = "",
    week_start: Annotated[str, typer.Option(help="monday, sunday or saturday.")] = "monday",
) -> None:
    """Show what is understood of dates and times in a phrase, or in each line from stdin."""
    from errand.evaluation import reading

    if not text:
        broken = False
        for line, good in reading.parsed_lines(sys.stdin):
            print(line, flush=True)
            broken = broken or not good
        raise typer.Exit(int(broken))
    given = {"text": text, "now": now or _this_moment(), "timezone": timezone}
    given |= {"date_order": date_order or None, "week_start": week_start}
    try:
        asked = reading.asked_of(json.dumps(given))
        shown = list(reading.as_text(asked, reading.read(asked)))
    except ValueError as error:
        raise Problem(f"That cannot be read: {error}.") from None
    for line in shown:
        print(line)


@cli.command(name="eval")
def evaluate(
    file: Annotated[Path, typer.Argument(help="Cases, one JSON object a line.")],
    model: Annotated[
        str, typer.Option(help="A hosted model, configured as for the API. Default: offline.")
    ] = "",
    in_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    summary: Annotated[bool, typer.Option(help="The figures alone, no failures.")] = False,
    database: Annotated[
        str, typer.Option(help="PostgreSQL on which to make a database. Default: an embedded one.")
    ] = "",
) -> None:
    """Judge the assistant by conversations and phrases: right, asked, silently wrong."""
    from errand.evaluation.commands import run_eval

    status = run_eval(
        load_settings(),
        file,
        model=model or None,
        in_json=in_json,
        summary=summary,
        server_url=database or None,
    )
    raise typer.Exit(status)


@cli.command()
def pages(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Serve the pages and the sign-in on PORT, for an API that is started with --frontend-url."""
    from errand.local.pages import serve_pages

    serve_pages(_with_secrets(load_settings()), host)


def _this_moment() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat()


def _with_secrets(settings: Settings) -> Settings:
    return with_secrets(settings, Home(settings.errand_home))


def main() -> None:
    """Run the command line; what can be expected to go wrong ends in one sentence."""
    try:
        cli()
    except Problem as problem:
        print(problem.report(), file=sys.stderr, flush=True)
        sys.exit(1)
    except SettingsInvalid as problem:
        print(f"{problem} Change it in the environment or in .env.", file=sys.stderr, flush=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
