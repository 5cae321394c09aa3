"""The door for programs: the same core as JSON over HTTP. Bearer token, no session, no page; errors are RFC 9457 problems."""
