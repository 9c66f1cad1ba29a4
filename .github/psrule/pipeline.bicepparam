using '../../infra/pipeline.bicep'

param repository = 'contoso/acs-token-broker'
param repositoryIds = '1234/5678'
param location = 'westeurope'
