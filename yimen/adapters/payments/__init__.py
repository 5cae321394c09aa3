"""Payment gateways: `demo` is one of the product's own, with books, signatures and bad days; a real one speaks its vendor's protocol.

Port: yimen/core/ports/payments.py. A person pays at the one that GATEWAY in config/switchboard.py names."""
