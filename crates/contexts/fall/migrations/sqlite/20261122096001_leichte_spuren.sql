-- The light tracks have states of their own (Fachkonzept 4.7, 4.14); until now a case of SGB XII stood still in
-- KENNTNIS and one of the Jugendgerichtshilfe began as a help under SGB VIII. One that went on there stays there.
UPDATE fall SET stand = 'P0_KENNTNIS' WHERE stand = 'KENNTNIS';
UPDATE fall SET stand = 'J0_MITTEILUNG' WHERE sektor = 'JGH' AND stand = 'F0_EINGANG';
