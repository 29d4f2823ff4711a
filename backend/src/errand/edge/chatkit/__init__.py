"""The ChatKit protocol: requests become submissions, turns become streams of events."""
