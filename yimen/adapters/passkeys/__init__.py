"""The wire to passkeys. There is one kind: the browser's own, as WebAuthn has it, on real and on virtual authenticators."""
