"""What the database must be before anybody is served from it."""

from sqlalchemy import text

from errand.db import Database

SERVING_ROLES = ("errand_app", "errand_worker")

_ROLES = text(
    "select r.rolname, r.rolsuper or r.rolbypassrls as bypasses,"
    " exists (select from pg_class c where c.relowner = r.oid"
    " and c.relnamespace = 'app'::regnamespace) as owns,"
    " pg_has_role(session_user, r.oid, 'usage')"
    " and not (select rolsuper from pg_roles where rolname = session_user) as inherited"
    " from pg_roles r where r.rolname in ('errand_app', 'errand_worker')"
)
_BARE = text(
    "select relname from pg_class c where relnamespace = 'app'::regnamespace"
    " and relkind in ('r', 'p')"
    " and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'owner_id')"
    " and not (relrowsecurity and relforcerowsecurity)"
)


class Unsafe(Exception):
    """The database would let people see each other's rows; the message says why."""


async def refuse_unsafe(db: Database) -> None:
    """Return when row-level security holds for every role that serves people.

    Raises:
        Unsafe: It does not.
        Unavailable: The database does not answer.
    """
    async with db.engine.connect() as connection:
        roles = (await connection.execute(_ROLES)).all()
        bare = (await connection.execute(_BARE)).scalars().all()
    if {role.rolname for role in roles} != set(SERVING_ROLES):
        raise Unsafe("The database has not been migrated: run `errand migrate` first.")
    for role in roles:
        if role.bypasses or role.owns:
            raise Unsafe(f"The role {role.rolname} could bypass row-level security.")
        if role.inherited:
            raise Unsafe(
                f"The database login inherits {role.rolname}: it must only be able to set it"
                f" (GRANT {role.rolname} TO the_login WITH INHERIT FALSE, SET TRUE)."
            )
    if bare:
        raise Unsafe(f"Row-level security is off for {', '.join(bare)}.")
