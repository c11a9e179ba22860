-- Who may arrange that goods are seen, and who may answer for it when they are not (access.AccessTable).
insert into access_rule (verb, role, reach) values
  ('OVERRIDE_GATE', 'MANAGER', 'OWN'),
  ('KEEP_MONITORS', 'REVIEWER', 'OWN'),
  ('PROPOSE_COMMITMENTS', 'LOGISTICS', 'OWN'),
  ('PROPOSE_COMMITMENTS', 'MANAGER', 'OWN'),
  ('PROPOSE_COMMITMENTS', 'REVIEWER', 'OWN'),
  ('KEEP_COMMITMENTS', 'REVIEWER', 'OWN'),
  ('ACKNOWLEDGE_COMMITMENTS', 'LOGISTICS', 'OWN'),
  ('ACKNOWLEDGE_COMMITMENTS', 'MANAGER', 'OWN'),
  ('DRAW_VISITS', 'MANAGER', 'OWN'),
  ('DRAW_VISITS', 'REVIEWER', 'OWN'),
  ('REVEAL', 'DRAW_CUSTODIAN', 'OWN');
