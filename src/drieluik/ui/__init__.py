"""What all pages share: layout, components, design tokens, static sources."""
