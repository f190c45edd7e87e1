"""``jingci site``: build, serve."""

from __future__ import annotations

import click

from jingci.cli.options import chosen_editions, glossary_options, opened_glossary


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def site() -> None:
    """Build the web site of the editions and the termbase; look at it here."""


@site.command()
@click.argument("editions", nargs=-1, metavar="[REPORT-ID|FOLDER]...")
@click.option(
    "--output", "-o", required=True, metavar="DIR", help="The folder of the site: new, empty, or an old site."
)
@click.option("--base-url", default="", metavar="URL", help="Where it will be: for canonical addresses and a sitemap.")
@glossary_options
def build(editions: tuple[str, ...], output: str, base_url: str, layers: tuple[str, ...], only: bool) -> None:
    """Build the site, or renew what has changed in it.

    Editions are named by their ids (see jingci reports) or folders; without a name all are taken. The pages load
    nothing from the network and can be opened from the disk.
    """
    import gc

    from jingci.cli.progress import Progress
    from jingci.site import build_site

    # Nearly all that a build makes lives until it ends; to look for garbage so often takes a tenth of its time.
    gc.set_threshold(50_000, 20, 20)
    folders = chosen_editions(editions)
    glossary = opened_glossary(layers, only)
    with Progress(len(folders), "reports") as progress:
        made = build_site(glossary, folders, output, base_url=base_url, on_report=progress.update)
    click.echo(
        f"jingci: {output}: {_count(made.reports, 'report')}, {_count(made.concepts, 'concept')}; "
        f"{_count(made.written, 'file')} written, {made.reused:,} as they were",
        err=True,
    )


@site.command()
@click.argument("folder", metavar="DIR")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
def serve(folder: str, port: int) -> None:
    """Show a site in the browser of this machine, until Ctrl-C.

    It answers on the loopback interface only, under the names localhost and 127.0.0.1.
    """
    from jingci.site.serving import SiteServer

    with SiteServer(folder, port) as server:
        click.echo(server.address)
        server.serve()


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
