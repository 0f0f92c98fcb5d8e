"""Making figures public: collect, protect, audit, look as the public sees it, approve, publish.

Tables are made of the figures of the monitor and go through disclosure control, against everything
that ever went out. What goes out is only what came through; nothing here calculates a figure.
"""
