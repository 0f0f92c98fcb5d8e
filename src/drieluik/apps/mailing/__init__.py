"""Mail that must not get lost: written down with the act that asks for it, sent afterwards, kept."""
