"""The chat element in a real Chromium: sizes, start, a long thread, a long streamed answer."""
