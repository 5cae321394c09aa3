"""What the provider of the test and the test agree on."""

CLIENT, SECRET = "yimen-test", "a-secret-of-the-test-only"
PERSON = {"name": "张示例", "id_number": "440106199001010013", "acr": "urn:test:real-name"}
