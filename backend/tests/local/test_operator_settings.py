"""Settings: what operators may write, and what they are told when it makes no sense."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from errand.local.environment import for_node
from errand.settings import Settings, SettingsInvalid, load_settings, sqlalchemy_url


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def settings(**given: object) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]


def test_nothing_has_to_be_set() -> None:
    plain = settings()

    assert (plain.port, plain.public_url) == (3000, "http://localhost:3000")
    assert not plain.has_hosted_model
    assert plain.database_url is None


def test_the_public_address_follows_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "3456")

    assert settings().public_url == "http://localhost:3456"


@pytest.mark.parametrize(
    "written",
    [
        "postgres://ada:s%40crt@db.example/errand?sslmode=require&channel_binding=require",
        "postgresql://ada:s%40crt@db.example/errand?sslmode=require&channel_binding=require",
        " postgresql+psycopg://ada:s%40crt@db.example/errand?sslmode=require&channel_binding=require\n",
        "postgresql+asyncpg://ada:s%40crt@db.example/errand?sslmode=require&channel_binding=require",
    ],
)
def test_any_spelling_of_a_database_address_is_understood(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", written)

    url = settings().database_url

    rest = "://ada:s%40crt@db.example/errand?sslmode=require&channel_binding=require"
    assert url is not None
    assert url.get_secret_value() == f"postgresql{rest}"
    assert sqlalchemy_url(url) == f"postgresql+psycopg{rest}"


def test_migrations_go_past_the_pooler_where_there_is_a_way() -> None:
    pooled, direct = "postgresql://a:b@pooler/e", "postgresql://a:b@direct/e"

    one = settings(database_url=pooled)
    both = settings(database_url=pooled, database_direct_url=direct)

    assert one.direct_url == SecretStr(pooled)
    assert both.direct_url == SecretStr(direct)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", ""),
        ("?sslmode=require&channel_binding=require", "?sslmode=require&uselibpqcompat=true"),
        ("?sslmode=verify-full", "?sslmode=verify-full&uselibpqcompat=true"),
        ("?sslmode=prefer&application_name=x", "?application_name=x"),
    ],
)
def test_nodes_driver_is_told_what_the_address_means(query: str, told: str) -> None:
    address = "postgresql://ada:s%40crt@db.example:5433/errand"

    assert for_node(address + query) == address + told


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "99999", "PORT: Input should be less than or equal to 65535."),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL: should be an address such as postgresql://"),
        ("PUBLIC_URL", "tasks.our.house", "PUBLIC_URL: should be an address such as https://"),
        ("CHATKIT_STOCK_DISCONNECT", "maybe", "CHATKIT_STOCK_DISCONNECT: Input should be"),
        ("BETTER_AUTH_SECRET", "short-and-secret", "BETTER_AUTH_SECRET: "),
        ("TRUSTED_PROXIES", "10.0.0.0/8 nonsense", "TRUSTED_PROXIES: "),
    ],
)
def test_a_senseless_setting_is_named_and_its_value_not_repeated(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsInvalid) as problem:
        load_settings()

    assert str(problem.value).startswith(told)
    assert value not in str(problem.value).removeprefix(told)


def test_secrets_stay_out_of_what_is_printed() -> None:
    secret = "s3cret-" * 6
    with_secrets = settings(
        openai_api_key=secret,
        better_auth_secret=secret,
        chatkit_session_secret=secret,
        database_url=f"postgresql://a:{secret}@h/d",
        smtp_url=f"smtps://a:{secret}@h",
        sentry_dsn=f"https://{secret}@h/1",
    )

    assert "s3cret" not in repr(with_secrets)


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=4000\nERRAND_MODEL='one, two'\nERRAND_WORKER=off\nOPENAI_API_KEY=\n")
    monkeypatch.setenv("PORT", "5000")

    read = Settings(_env_file=file)  # type: ignore[call-arg]

    assert (read.port, read.errand_model, read.errand_worker) == (5000, ("one", "two"), False)
    assert read.openai_api_key is None


@pytest.mark.parametrize(
    ("public_url", "host"),
    [
        ("http://localhost:3000", "localhost"),
        ("http://127.0.0.1:3000", "localhost"),
        ("https://errand.example.org", "0.0.0.0"),
    ],
)
def test_only_an_installation_with_a_public_address_listens_beyond_this_machine(
    public_url: str, host: str
) -> None:
    assert settings(public_url=public_url).listening_host == host
