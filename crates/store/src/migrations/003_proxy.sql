-- Which way the source is asked: '' as the settings say, 'direct' past their proxy, else the address of a proxy of its own.
ALTER TABLE feeds ADD COLUMN proxy TEXT NOT NULL DEFAULT '';
