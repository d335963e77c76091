-- who was deleted leaves the hours of the deployments behind, and nothing that says who it was
ALTER TABLE freiwillige ADD COLUMN geloescht_am TEXT;
