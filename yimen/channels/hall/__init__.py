"""The officers’ door: the desk with its queue, facts beside rules and acts, and the counter where applications are taken in."""
