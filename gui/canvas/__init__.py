"""The drawing on the screen: items paint, interactions turn gestures into edits."""
