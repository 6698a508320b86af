"""The panels around the canvas. None knows another one."""
