"""What all bench scripts share: starting servers, interleaving rounds, printing figures."""
