"""A server for language models: incidents as tools of the Model Context Protocol, for any host that speaks it.

    datadog-incidents mcp

It only reads, unless it is started with `--allow-writes`. It needs the extra: `pip install 'datadog-incidents[mcp]'`.
"""
