"""Pages about meetings, by subject: lists, planning, agenda, papers, in session, minutes, tasks."""
