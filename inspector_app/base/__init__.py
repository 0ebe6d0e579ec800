"""What every other layer may use and that uses none of them."""
