"""Password hashes: bcrypt, as streamlit-authenticator checks them."""

import bcrypt

COST = 12


def hashed(password: str) -> str:
    """The hash of a password as the sign-in form will send it: without spaces at its ends."""
    return bcrypt.hashpw(password.strip().encode(), bcrypt.gensalt(COST)).decode()


# Nobody's password, of the same cost: an unknown name takes as long as a known one.
NOBODY = bcrypt.hashpw(bcrypt.gensalt(), bcrypt.gensalt(COST)).decode()
