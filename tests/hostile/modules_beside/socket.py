raise SystemExit("BREACH: the module beside the submission was imported")
