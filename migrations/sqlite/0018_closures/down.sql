DROP TABLE closures;
DROP TABLE campaign_extensions;
DROP TABLE campaigns;
