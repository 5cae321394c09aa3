"""The wire to an identity of outside, by OpenID Connect. The provider of the demo is a real one and stands behind the demo's door."""
