"""The provincial identity of the demo: a whole OpenID provider. One chooses who to be there, and everything else is as with a real one."""
