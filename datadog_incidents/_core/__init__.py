"""The machinery below the public surface: nothing in here knows what an incident is.

`model`, `schema` and `codec` turn JSON into dataclasses and back; `operation` describes a call as data; `exchange`
carries one call through its attempts without touching a socket or a clock; `transport` alone talks HTTP.
"""
