"""The door for other nodes: letters come in, the public key goes out. No session, no page; the signature is the sign-in."""
