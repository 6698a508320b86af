"""Training a torch module on tensors. Knows neither the drawing nor the screen."""
