"""The command `key`: gives this desk its API key or its gateway's passphrase, and says where these lie."""

import sys

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.wording import PASSPHRASE_COMMAND, given_with
from enroll_app.domain.ports import MovableVault, NoVaultError, Vault
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import API_KEY, CLIENT_KEY_PASSPHRASE, DATA_KEY, Secret, SecretPlace, key_fault

_NAMES = {"api": API_KEY, "gateway": CLIENT_KEY_PASSPHRASE, "data": DATA_KEY}
_WORDS = {
    "api": "the API key",
    "gateway": "the passphrase of the client certificate's key",
    "data": "the data key, which seals the PINs that wait",
}
# What whoever has the file has with it.
_THINGS = {"api": "the key", "gateway": "the passphrase", "data": "the data key"}
# More than any key has, in bytes; OpenSSL takes a passphrase of 1,024.
_LONGEST = 1024

_for_option = click.option(
    "--for", "what", type=click.Choice(["api", "gateway"]), default="api", show_default=True, help="Which secret."
)


@click.group()
def key() -> None:
    """Give this desk its API key, forget it, or see where it lies."""


@command("set")
@click.option(
    "--keep",
    type=click.Choice(["vault", "file"]),
    default=None,
    help="Keep this desk's secrets in the system's vault, or in a file that is not encrypted, from now on.",
)
@_for_option
@json_option
@pass_context
def set_key(context: Context, keep: str | None, what: str) -> int:
    """Take a key from the standard input, or ask for it without showing it, and keep it."""
    secret = _checked(_given(what), what)
    vault = context.desk().vault
    try:
        if keep and isinstance(vault, MovableVault):
            vault.move(SecretPlace(keep))
        vault.put(_NAMES[what], secret)
        _take_out_leftover(context, vault, what)
    except NoVaultError as error:
        context.output.failure(error)
        return Exit.INVALID
    source = _source(vault)
    words = f"{_capital(_WORDS[what])} now lies in {vault.place()}."
    if source == SecretPlace.FILE.value:
        words += f" Whoever has this computer's disk, or a backup of it, has {_THINGS[what]}."
    context.output.result({"for": what, "source": source, "place": vault.place()}, words)
    if what == "api" and context.desk().environment_key:
        context.output.note("Note: The variable ENROLL_APP_API_KEY is set here, and goes before the key just given.")
    return Exit.DONE


@command("forget")
@click.option(
    "--for",
    "what",
    type=click.Choice(list(_NAMES)),
    default="api",
    show_default=True,
    help="Which secret; without the data key, PINs that wait have to be given again.",
)
@json_option
@pass_context
def forget_key(context: Context, what: str) -> int:
    """Forget a key where it lies. The service still takes it until a new one is made there."""
    vault = context.desk().vault
    _take_out_leftover(context, vault, what)
    try:
        there = vault.forget(_NAMES[what])
    except NoVaultError as error:
        context.output.failure(error)
        return Exit.INVALID
    said = "was forgotten" if there else "was not kept, so there is nothing to forget"
    context.output.result({"for": what, "forgotten": there}, f"{_capital(_WORDS[what])} {said} ({vault.place()}).")
    if what == "api" and context.desk().environment_key:
        context.output.note("Note: The variable ENROLL_APP_API_KEY is set here, and is still used.")
    return Exit.DONE


@command("where")
@_for_option
@json_option
@pass_context
def where_key(context: Context, what: str) -> int:
    """Say which key is used, without showing it: the environment's, the vault's, the file's, systemd's, or none."""
    desk = context.desk()
    if left := _leftover(desk.vault):
        context.output.note(
            f"Note: The file {left}, which is not encrypted, is not where this desk keeps its secrets any more, and "
            "still holds some. Give the key again with enroll-app key set, which takes it out of there; what then is "
            "left can be deleted."
        )
    if what == "api" and desk.environment_key:
        source, place = "environment", "the environment variable ENROLL_APP_API_KEY"
    else:
        try:
            found = desk.vault.get(_NAMES[what])
        except NoVaultError as error:
            if what == "api" and not _needs_key(context):
                return _at_gateway(context, has_own_key=False)
            # Without a vault there is no key either; that is an answer.
            context.output.result({"for": what, "source": "none", "place": None, "problem": str(error)}, str(error))
            return Exit.DONE
        source, place = (_source(desk.vault), desk.vault.place()) if found else ("none", "")
    words = f"{_capital(_WORDS[what])} comes from {place}." if place else f"There is none: {_WORDS[what]} is not set."
    if what == "api" and not _needs_key(context):
        return _at_gateway(context, has_own_key=bool(place))
    context.output.result({"for": what, "source": source, "place": place or None}, words)
    return Exit.DONE


def _needs_key(context: Context) -> bool:
    """Whether this desk asks the service itself, and not through a gateway that has the key."""
    return context.make_checkup().surroundings.key_needed


def _at_gateway(context: Context, *, has_own_key: bool) -> int:
    """Say that a gateway has the key, and whether a passphrase for this desk's certificate is kept."""
    vault = context.desk().vault
    try:
        kept = vault.get(CLIENT_KEY_PASSPHRASE) is not None
    except NoVaultError:
        kept = False
    words = "The gateway has the API key; this desk shows it a client certificate, and needs no key. "
    if kept:
        words += f"The passphrase of the certificate's key lies in {vault.place()}."
    else:
        words += (
            f"No passphrase of the certificate's key is kept; if it has one: {given_with(PASSPHRASE_COMMAND, vault)}."
        )
    values = {"for": "api", "source": "gateway", "place": None, "passphrase_kept": kept}
    context.output.result(values, words)
    if has_own_key:
        context.output.note("Note: An API key is set here all the same; it is not used, and can be forgotten.")
    return Exit.DONE


for _command in (set_key, forget_key, where_key):
    key.add_command(_command)


def _source(vault: Vault) -> str:
    return (vault.chosen if isinstance(vault, MovableVault) else SecretPlace.VAULT).value


def _leftover(vault: Vault) -> str:
    return vault.leftover() if isinstance(vault, MovableVault) else ""


def _take_out_leftover(context: Context, vault: Vault, what: str) -> None:
    """Leave no copy of a secret where it was kept before, not encrypted. Raises VaultError."""
    path = _leftover(vault)
    if isinstance(vault, MovableVault) and vault.forget_leftover(_NAMES[what]):
        context.output.note(f"Note: A copy lay in the file {path}, which is not encrypted. It was taken out of there.")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _given(what: str) -> Secret:
    """What was typed or piped, without the end of its line. Never from an argument: others see those."""
    if sys.stdin is None:
        return Secret("")
    if sys.stdin.isatty():
        return Secret(click.prompt(_capital(_WORDS[what]), hide_input=True, err=True, default="", show_default=False))
    text = sys.stdin.buffer.read(_LONGEST + 2).decode("utf-8", errors="replace")
    return Secret(text.removesuffix("\n").removesuffix("\r"))


def _checked(secret: Secret, what: str) -> Secret:
    """Raise InvalidInputError for what cannot be a key, without showing it."""
    text = secret.reveal()
    if what == "api" and (key_fault(secret) or len(text) > _LONGEST):
        raise InvalidInputError(
            Problem(
                "key-unusable",
                "The API key is empty, or holds spaces or letters that no key has.",
                "Copy it anew from the service's portal.",
                field="key",
            )
        )
    if not text or not text.isprintable() or len(text.encode()) > _LONGEST:
        raise InvalidInputError(
            Problem(
                "passphrase-unusable",
                "The passphrase is empty, or longer than one line of 1,024 bytes.",
                "Give it as it was when the key's file was made.",
                field="key",
            )
        )
    return secret
