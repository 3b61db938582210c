"""The machinery below the public surface: nothing in here knows what an incident is.

`paging` walks through pages by making `calls` of `operations`, which go out through a `transport` and come back through
the `codec`; `settings` say how. Imports point down in this order, and last to the modules beside these wings, which all
use.
"""
