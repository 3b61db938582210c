"""One request to the service and back, over urllib3; loaded with the first request, since urllib3 takes its time."""
