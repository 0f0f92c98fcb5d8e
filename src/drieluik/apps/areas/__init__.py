"""The CBS neighbourhoods (buurten) of a municipality, by code and year."""
