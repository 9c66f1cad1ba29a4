using '../main.bicep'

// What azd up makes of an environment's name and a region: the mode direct, with every alert.
param environmentName = 'snapshot'
param location = 'swedencentral'
